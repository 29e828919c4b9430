"""The compiler: a selection set becomes one SQL statement whose columns are finished JSON.

`plan` puts it together; `work` is what is being made; `objects`, `pages`, `versions` and `roots`
say it in SQL; `arguments` keeps values apart from text.
"""
