"""The workspace on disk: sources and catalogs as files, saved whole or not at all.

workspace       names -> paths inside one root
sources         the bytes of a source -> its text, exactly or not at all
boundaries      where reviewers joined segments or parted one, beside the source
catalog_files   catalogs loaded, and changed under a lock
copies          each catalog as it was last left, to tell what other programs lost of it
index           every unit of every catalog, to be searched
recent          what was read from files of late
glossaries      the terms of each locale
stamps          whether files are as they were left
reading         the bytes of a file, no more than are allowed
seen            what was last seen up to date, so that it need not be read
activity        who changed what, when
comments        what people say about segments
kept            what they are still typing
session         the local server's token and key
atomic          one file replaced
locks           locks that threads and processes share, given in turn
"""
