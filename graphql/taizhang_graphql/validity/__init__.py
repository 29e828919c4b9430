"""Validity: documents that are surely valid are recognised in one walk.

graphql-core judges all others, and words every error: it looks at each node with thirty rules.
"""
