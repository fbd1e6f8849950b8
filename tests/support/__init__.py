"""What tests of every room share.

landing     files to land
running     dbt in the process of the tests
processes   dbt and the tools as processes that can be killed and limited
workplace   a folder with all that a build reads and writes: land, build, publish, here or from outside
warehouse   read what a build left behind, compare it with what another left
compiled    the SQL of macros and models over small tables, without a build
platforms   raw tables of platforms, and a company that reads them
guest       the project of integration_tests/guest, which installs this one
publishing  publish and roll back, from a real build or from one that is written in a moment
oracle      what landed rows come to, in plain Python
histories   random histories of deliveries, played against the oracle
"""
