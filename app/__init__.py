"""Passeur takes newsletter issues written in French to other locales.

The map, in reading order (each may import those after it, never those before):

    cli         one short command for each workflow function
    web         the review screens and the API
    workflow    import, update, draft, check, review, export: where core meets engines and files
    engines     machine translation, one file an engine
    importing   foreign input -> clean Markdown, with a report of what was left out
    exporters   assembled issue -> Markdown, stand-alone page
    store       the workspace: sources and catalogs as files, saved whole or not at all
    config      passeur.yaml and the environment
    fetching    a page from the web, and nothing else from anywhere
    core        the pure part: documents, segmentation, catalogs, merge, checks, assembly
    errors      the exceptions
    wording     sentences that can be said in another language
"""
