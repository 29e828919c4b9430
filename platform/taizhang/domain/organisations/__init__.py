"""Units and people: villages, communities, departments (单位和人员)."""
