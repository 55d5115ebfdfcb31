"""The workspace on disk: sources and catalogs as files, saved whole or not at all.

workspace       names -> paths inside one root; sources read strictly
catalog_files   catalogs loaded, and changed under a lock between processes
atomic          one file replaced, whole or not at all
"""
