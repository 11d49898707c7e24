"""Files in, register and index out: read, structure, extract, embed, store. Imports nothing of ours."""
