"""The appraisal fed back and the assessment published: two objects, two acts (结果)."""
