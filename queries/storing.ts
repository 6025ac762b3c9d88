import { include } from './include.ts';

/** What turns the cell that an indicator gives into the dimensions that are stored. */
const CELLS = include('-- @include cells');

/**
 * The one way values are stored: the statement for an indicator's SQL. What rests on fewer than `min_n` subjects
 * is not given (`too_few`), except a count, which says just that.
 */
export const storing = (sql: string): string => `INSERT INTO indicator_value
    WITH
    ${CELLS}
    rest AS (SELECT 1)
    SELECT
        {id:String}, {version:UInt16}, cell_view(cell), cell_period(cell), cell_region(cell),
        cell_prefecture(cell), cell_titre(cell), cell_motif(cell), cell_demande(cell),
        cell_canal(cell), breakdown, statistic,
        if(few, NULL, value), if(few, NULL, lower), if(few, NULL, upper),
        n, censored, missing, if(few, 'too_few', status), false,
        {origin:String}, {cutoff:Date}, {as_of:DateTime64(3, 'UTC')}, {run:String}
    FROM
    (
        SELECT *, n < {min_n:UInt64} AND statistic != 'count' AND n > 0 AS few
        FROM (${sql})
    )`;
