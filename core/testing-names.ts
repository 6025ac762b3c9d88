/** Databases of tests begin so, and the tests' engine grants its accounts all of them. */
export const TEST_PREFIX = 'observatoire_test_';
