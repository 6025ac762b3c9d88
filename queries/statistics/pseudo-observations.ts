/**
 * A value for each subject, censored or not, whose mean is the estimate: n θ − (n − 1) θ without the
 * subject. What a regression can take where the figure itself needs every subject (Andersen 2003).
 */
export function pseudoObservations<Subject>(
  subjects: readonly Subject[],
  estimate: (subjects: readonly Subject[]) => number,
): number[] {
  const n = subjects.length;
  const whole = estimate(subjects);
  return subjects.map((_, left) => n * whole - (n - 1) * estimate(subjects.toSpliced(left, 1)));
}
