"""The core actions: organisations, cycles, reports, meetings, ballots, grades, results, tickets."""
