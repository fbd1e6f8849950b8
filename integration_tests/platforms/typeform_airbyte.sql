-- Typeform as Airbyte lands it: answers as JSON, partial responses among the
-- others, appended versions; form f3 is not among the forms. Of its responses the
-- loader kept the JSON as a string, and one is of before it landed the form.
create table responses (
    response_id varchar, token varchar, landing_id varchar, form_id varchar, response_type varchar,
    landed_at varchar, submitted_at varchar, metadata json, hidden json, calculated json,
    variables json, answers json, _airbyte_extracted_at timestamptz
);
insert into responses values
    ('t0', 't0', 't0', 'f1', 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:00Z', '{"platform": "mobile"}',
     '{"Country": "SE", "touchpoint": "checkout", "user_id": "u-1", "email": "Hidden@Example.com", "first_name": "Ada"}',
     '{"score": 9}', null,
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 0},
       {"field": {"id": "o1", "type": "opinion_scale", "ref": "b"}, "type": "number", "number": 10},
       {"field": {"id": "c1", "type": "long_text", "ref": "c"}, "type": "text", "text": " "}]', '2025-01-15 11:00:00+00'),
    ('t10', 't10', 't10', 'f1', 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:01Z', '{}', '{}', '{"score": 0}', null,
     '[{"field": {"id": "s1", "type": "short_text", "ref": "d"}, "type": "text", "text": "Bo"},
       {"field": {"id": "e1", "type": "email", "ref": "e"}, "type": "email", "email": "two@example.com"},
       {"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 10},
       {"field": {"id": "r1", "type": "rating", "ref": "f"}, "type": "number", "number": 5},
       {"field": {"id": "c1", "type": "long_text", "ref": "c"}, "type": "text", "text": "Härlig cykel 🚲"},
       {"field": {"id": "c2", "type": "long_text", "ref": "g"}, "type": "text", "text": "nothing else"}]', '2025-01-15 11:00:00+00'),
    ('t10', 't10', 't10', 'f1', 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:01Z', '{}', '{}', '{"score": 0}',
     '[{"key": "Plan", "type": "text", "text": "Plus"}, {"key": "score", "type": "number", "number": 0}, {"key": "name", "type": "text", "text": "Bo"}]',
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 10},
       {"field": {"id": "c1", "type": "long_text", "ref": "c"}, "type": "text", "text": "Härlig cykel 🚲"}]', '2025-01-16 11:00:00+00'),
    ('part', 'part', 'part', 'f1', 'partial', '2025-01-15T10:00:02Z', null, '{}', '{}', null, null,
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 9}]', '2025-01-15 11:00:00+00'),
    ('never', 'never', 'never', 'f1', null, '2025-01-15T10:00:03Z', '0001-01-01T00:00:00Z', '{}', null, null, null, null, '2025-01-15 11:00:00+00'),
    (null, 'old', 'old', 'f1', null, '2025-01-15T09:58:00Z', '2025-01-15T12:00:04+02:00', '{}', 'null', null, null,
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 7},
       {"field": {"id": "o1", "type": "opinion_scale", "ref": "b"}, "type": "number", "number": 11}]', '2025-01-15 11:00:00+00'),
    ('later', 'later', 'later', 'f1', 'partial', '2025-01-15T10:00:05Z', null, '{}', '{}', null, null,
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 9}]', '2025-01-15 10:30:00+00'),
    ('later', 'later', 'later', 'f1', 'completed', '2025-01-15T10:00:05Z', '2025-01-15T10:40:05Z', '{}', '{}', null, null,
     '[{"field": {"id": "n1", "type": "nps", "ref": "a"}, "type": "number", "number": 6},
       {"field": {"id": "o1", "type": "opinion_scale", "ref": "b"}, "type": "number", "number": 3}]', '2025-01-15 11:00:00+00'),
    ('t0', 't0', 't0', 'f2', 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:06Z', '{}', '{}', null, null,
     '[{"field": {"id": "x1", "type": "opinion_scale", "ref": "h"}, "type": "number", "number": 9}]', '2025-01-15 11:00:00+00'),
    ('t3', 't3', 't3', 'f3', 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:07Z', '{}', '"{\"country\": \"DE\"}"', null, null,
     '"[{\"field\": {\"id\": \"n3\", \"type\": \"nps\", \"ref\": \"i\"}, \"type\": \"number\", \"number\": 8}]"', '2025-01-15 11:00:00+00'),
    ('t4', 't4', 't4', null, 'completed', '2025-01-15T09:58:00Z', '2025-01-15T10:00:08Z', '{}', null, null, null,
     '[{"field": {"id": "n3", "type": "nps", "ref": "i"}, "type": "number", "number": 8},
       {"field": {"id": "o9", "type": "opinion_scale", "ref": "j"}, "type": "number", "number": 5}]', '2025-01-15 11:00:00+00');
create table forms (id varchar, title varchar, fields json, last_updated_at timestamptz);
insert into forms values
    ('f1', 'Bikes', '[{"id": "n1", "title": "How likely?", "type": "nps"}]', '2024-12-01 00:00:00+00'),
    ('f1', 'Bikes', '[{"id": "n1", "title": "How likely are you to recommend us?", "type": "nps", "properties": {"start_at_one": false, "steps": 11}},
        {"id": "g1", "title": "Details", "type": "group", "properties": {"fields": [
            {"id": "o1", "title": "How satisfied are you?", "type": "opinion_scale", "properties": {"steps": 11}},
            {"id": "r1", "title": "Stars", "type": "rating"}]}},
        {"id": "c1", "title": "Why?", "type": "long_text"}, {"id": "e1", "title": "Your e-mail", "type": "email"}]', '2025-01-01 00:00:00+00'),
    ('f2', 'Bells', '[{"id": "x1", "title": "How loud is it?", "type": "opinion_scale"}]', '2025-01-01 00:00:00+00');
