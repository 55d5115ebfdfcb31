"""What people do, one file a deed: where core meets engines and files.

init       a folder becomes a workspace
bring_in   foreign text -> source_issues/<slug>.md
ingest     a source file -> document and segments
update     segments meet the catalogs
renames    catalogs follow a source that goes by another name
archive    every issue in turn, on all cores, but those that are as they were left
unchanged  catalogs that are as they were left
spread     work on many issues, on all cores
drafting   empty units -> drafts, memory first, then an engine
jobs       drafting in the background, which outlives whoever began it
consent    no text leaves this machine unasked
review     one unit is looked at, saved, approved; the live preview
history    what is remembered of every change of a unit
versions   the texts that a unit had, and how far they are from the draft
reverting  what was done is taken back
comments   people talk about a segment
presence   who has an issue open now
statistics what the history adds up to
boundaries two segments joined, one parted, in every locale
marks      which segments a reviewer decided about
checking   findings of whole catalogs
fixing     safe fixes of targets
status     how far every issue is in every locale
export     document + catalog -> the issue in that locale
exports    many issues are exported, on all cores
demo       all of it, once, on the sample issues
doctor     what works on this machine
"""
