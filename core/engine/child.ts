/**
 * The process that is the embedded ClickHouse. It loads the engine's shared library and lets it
 * block on a thread of its own, so that this thread can watch the parent: when the parent goes,
 * however it goes, so does the engine.
 *
 * Arguments: library, data directory, port, configuration file.
 */
import { DataType, load, open } from 'ffi-rs';

const [library = '', directory = '', port = '', config = ''] = process.argv.slice(2);

/** A crash stop: the engine is built for it, and its orderly stop always waits five seconds. */
const end = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', () => {
  // Ctrl-C reaches the whole group: the parent decides when we stop.
});

/** The command line ends when its queries end, so it is given a year of sleep, 4,000 s at a time. */
const sleep =
  'SELECT sleepEachRow(4000) FORMAT Null SETTINGS function_sleep_max_microseconds_per_block = 4294967295;';
const argv = [
  'clickhouse',
  ...['--path', directory],
  ...['--listen_host', '127.0.0.1'],
  ...['--http_port', port],
  ...['--config-file', config],
  // What the configuration says of the level is not heeded, and traces would repeat every statement.
  ...['--log-level', 'information'],
  '--multiquery',
  ...['--query', `SYSTEM START LISTEN HTTP; ${sleep.repeat(8000)}`],
];

open({ library: 'chdb', path: library });
await load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
  runInNewThread: true,
});
end();
