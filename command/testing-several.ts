/**
 * Runs the command line several times in one process, for the tests: what each says, and with which
 * status it would end. Argument: a JSON list of the arguments of each; answers in JSON.
 */
const asked = JSON.parse(process.argv[2] ?? '[]') as string[][];
const script = new URL('../observatoire.ts', import.meta.url);
const outcomes: { status: number; out: string; err: string }[] = [];
const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
const write = process.stdout.write.bind(process.stdout);

for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = (chunk: string | Uint8Array) => said[name].push(Buffer.from(chunk)) > 0;
}
for (const [index, args] of asked.entries()) {
  Object.assign(said, { stdout: [], stderr: [] });
  process.argv = [process.argv[0] ?? '', script.pathname, ...args];
  process.exitCode = undefined;
  // Another address is another module: it runs again, over what is loaded already.
  await import(`${script.href}?run=${index}`);
  const [out = '', err = ''] = [said.stdout, said.stderr].map((all) => `${Buffer.concat(all)}`);
  outcomes.push({ status: Number(process.exitCode ?? 0), out, err });
}
process.exitCode = 0;
write(JSON.stringify(outcomes));
