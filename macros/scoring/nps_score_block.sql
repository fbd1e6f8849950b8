{% macro nps_score_block(counts) -%}
    {{ return(adapter.dispatch('nps_score_block', 'nps')(counts)) }}
{%- endmacro %}


{% macro default__nps_score_block(counts) -%}
    {%- set method = nps.setting('nps_interval_method') -%}
    {%- set shown = ['promoter_count', 'passive_count', 'detractor_count'] -%}
    with

    bands as (
        {{ nps.nps_bands_of_scheme() }}
    ),

    {# Every figure is derived from counts that are null where they must not be
       seen, so none can be forgotten. #}
    shown as (
        select
            {{ counts }}.*,
            case when not is_suppressed then promoters end as promoter_count,
            case when not is_suppressed then passives end as passive_count,
            case when not is_suppressed then detractors end as detractor_count
        from {{ counts }}
    ),

    limited as (
        {%- if method == 'score' %}
        select shown.*, limits.limit_low, limits.limit_high
        from shown
        left join ({{ nps.nps_score_interval('shown') }}) as limits
            on
                shown.promoter_count = limits.promoter_count
                and shown.passive_count = limits.passive_count
                and shown.detractor_count = limits.detractor_count
        {%- else %}
        select
            shown.*,
            {{ nps.nps_interval_limit(shown[0], shown[1], shown[2], 'low') }} as limit_low,
            {{ nps.nps_interval_limit(shown[0], shown[1], shown[2], 'high') }} as limit_high
        from shown
        {%- endif %}
    ),

    scored as (
        select
            limited.*,
            {{ nps.nps_share('promoter_count', 'response_count') }} as promoter_share,
            {{ nps.nps_share('passive_count', 'response_count') }} as passive_share,
            {{ nps.nps_share('detractor_count', 'response_count') }} as detractor_share,
            {{ nps.nps_score('promoter_count', 'detractor_count', 'response_count') }} as nps,
            {{ nps.nps_standard_error('promoter_count', 'passive_count', 'detractor_count') }}
                as nps_standard_error,
            (limit_high - limit_low) / 2 as nps_margin_of_error,
            {{ nps.is_low_sample('response_count') }} as is_low_sample
        from limited
    )

    select
        scored.*,
        {{ nps.nps_published_limit('limit_low', 'nps', 'low') }} as nps_ci_low,
        {{ nps.nps_published_limit('limit_high', 'nps', 'high') }} as nps_ci_high,
        bands.band as nps_band
    from scored
    left join bands
        on {{ nps.is_in_nps_band('scored.nps', 'bands') }}
{%- endmacro %}
