"""The language-model seat: questions that the reader did not read whole.

The model chooses tools and words what they found; it computes nothing, resolves no date, and
what it says of figures and names passes the gate or is not said. Nothing here loads LangChain
before a question is put to the model.
"""
