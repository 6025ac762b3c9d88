    -- The last day of a legal delay of so many months or days (a row of `legal_delay`) that starts on a day:
    -- calendar months are months, days are days. Null where there is no rule, or it was not in force any more.
    (start_on, months, days, valid_to) -> multiIf(start_on > valid_to, NULL, days > 0, start_on + days, months > 0, addMonths(start_on, months), NULL) AS legal_day,
