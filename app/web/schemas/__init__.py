"""The shapes of the API: mypy holds the views to them, and the document of the API is made of them.

requests  what bodies and addresses carry: Structs, and what is not in them is refused
segments  what is answered about segments, and when something is wrong: typed dicts
panels    ... about what stands around a segment
issues    ... about issues, exports and who asks
parts     what these share
"""
