// Holds a lock on a database until it is killed. For the tests of two processes.
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const [, , file = '', kind = ''] = process.argv;
const db = new Database(file);
if (kind === 'exclusive') db.pragma('locking_mode = exclusive');
db.exec("begin immediate; insert into target (key) values ('held')");
if (kind === 'exclusive') db.exec('commit');
writeSync(1, '"held"\n');
setInterval(() => db.open, 60_000);
