"""The demo: assessments of 2015 and 2020 and a pay table of 2012, played over HTTP."""
