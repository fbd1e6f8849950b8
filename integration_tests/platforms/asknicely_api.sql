-- AskNicely as its API says it: every value is text, '' and null both mean missing.
create table responses (
    response_id varchar, person_id varchar, contact_id varchar, name varchar, email varchar,
    answer varchar, answerlabel varchar, data varchar, comment varchar, note varchar, status varchar,
    dontcontact varchar, sent varchar, opened varchar, responded varchar, lastemailed varchar,
    created varchar, segment varchar, question_type varchar, published varchar, publishedname varchar,
    case_closed_time varchar, plan_c varchar, "Country_c" varchar, _loaded varchar
);
insert into responses values
    ('500', '1', '1', 'One Person', 'One@Example.com', '0', '0', null, 'Slow &amp; late: &lt;3 weeks&gt;, &quot;soon&quot; isn&#039;t &amp;lt;', null, 'Spam', null, '1740700800', '1740700900', '1740787199', '1740700800', '1740700800', 'Gold', 'nps', '', '', null, 'Plus', 'NZ', 'x'),
    ('501', '2', '2', 'Two Person', '', '10', '10', null, '', null, '', null, '1740700800', '', '1740787200', '1740700800', '1740700800', null, 'nps', '', '', '', '', '', 'x'),
    ('502', '3', '3', null, null, '9', '9', null, 'Ça va&nbsp;bien ☕', 'call back', 'Closed', '1', '', null, '1740787201', null, null, '', 'nps', 'yes', 'Three P.', '1740790000', 'null', 'AU', 'x'),
    ('503', '4', '4', null, 'four@example.com', '5', 'Very satisfied', null, null, null, null, null, '1740700800', null, '1740787202', null, null, 'Gold', 'csat', '', '', null, null, null, 'x'),
    ('504', '4', '4', null, 'four@example.com', '5', '5', null, null, null, null, null, '1740700800', null, '1740787203', null, null, 'Gold', 'fivestar', '', '', null, null, null, 'x'),
    ('505', '5', '5', null, 'five@example.com', '', '', null, '', null, '', null, '1740700800', '', '', '1740700800', '1740700800', 'Gold', 'nps', '', '', null, 'Plus', 'NZ', 'x'),
    ('506', '6', '6', null, 'six@example.com', null, null, null, null, null, null, null, '1740700801', null, '0', null, null, null, 'nps', null, null, null, null, null, 'x'),
    ('507', '7', '7', null, 'seven@example.com', null, null, null, 'No number, only words', null, null, null, '1740700801', null, '1740787204', null, null, null, 'nps', null, null, null, null, null, 'x'),
    ('508', '8', '8', null, 'eight@example.com', '8.5', null, null, null, null, null, null, '1740700801', null, '1740787205', null, null, null, 'nps', null, null, null, null, null, 'x'),
    ('502', '3', '3', null, null, '9', '9', null, 'Ça va&nbsp;bien ☕', 'call back', 'Closed', '1', '', null, '1740787201', null, null, '', 'nps', 'yes', 'Three P.', '1740790000', 'null', 'AU', 'y');
