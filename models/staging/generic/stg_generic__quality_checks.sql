{{ rows_of_landed_rules('nps_quality_checks') }}
