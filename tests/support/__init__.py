"""What tests of every room share.

running     dbt in the process of the tests
landing     files to land, a workplace that builds them, the warehouse that comes out
workshop    the same from outside: processes that can be killed and limited, files that are compared
compiled    the SQL of macros and models over small tables, without a build
platforms   raw tables of platforms, and a company that installs the package
publishing  publish and roll back, from a real build or from one that is written in a moment
oracle      what landed rows come to, in plain Python
histories   random histories of deliveries, played against the oracle
"""
