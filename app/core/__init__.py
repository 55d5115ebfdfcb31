"""The pure part. Its law: values in, values out.

Nothing in this package imports web, database, network, clock, randomness or environment, or opens a file other than
the rule data shipped beside its code. Bad content is data (findings with a place); only a text that cannot be read at
all raises.

    model          the words: Document Block Segment InlineCode Unit Catalog Match Finding
    locales        the language of a locale, and where it is written without spaces
    folding        texts as people search them, without accents and case
    spacing        the spaces of French beside punctuation
    edits          stretches of a text put in place of others
    events         Markdown as its parser reads it, by character
    inline         text with markup <-> text parts and inline codes
    numbers        the values of a text: numbers, amounts, dates, times
    documents      text -> Document
    segmentation   Document -> segments
    catalogs       Catalog <-> PO bytes
    memory         approved units -> matches
    glossary       a locale's terms, found in a segment
    localize       drafts in the forms of their locale
    merge          new segments + previous catalog -> catalog
    checks         unit -> findings
    assembly       document + catalog -> text
"""
