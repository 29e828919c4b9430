"""A Hunan town, 2020: twenty-four village teams, and the people in them by class."""

from taizhang.demo.hunan import judging, persons, reviewing, roster, villages, voting

CHAPTERS = (
    *roster.CHAPTERS,
    *voting.CHAPTERS,
    *villages.CHAPTERS,
    *persons.CHAPTERS,
    *judging.CHAPTERS,
    *reviewing.CHAPTERS,
)
