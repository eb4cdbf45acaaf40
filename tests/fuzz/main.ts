import { parseArgs } from 'node:util';
import { KINDS, type Kind, kindOf } from './cases.ts';
import { Summary } from './summary.ts';
import { Watch } from './watch.ts';

const USAGE = `npm run fuzz -- [--cases 10000] [--from 0] [--only ${KINDS.join('|')}] [--verbose]
Prepares mutated sources and says which ones are not prepared or refused as they should be. --verbose names each case.`;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
const from = Number(values.from);
const isKind = (name: string): name is Kind => (KINDS as readonly string[]).includes(name);

if (!Number.isSafeInteger(cases) || !Number.isSafeInteger(from) || (values.only && !isKind(values.only))) {
  console.error(USAGE);
  process.exit(2);
}

const watch = new Watch();
const summary = new Summary();
for (let number = from, done = 0; done < cases; number++) {
  if (values.only && kindOf(number) !== values.only) continue;
  const answer = await watch.run(number);
  summary.add(answer);
  done++;
  if (answer.faults.length > 0 || values.verbose)
    console.log(`${number} ${kindOf(number)}: ${answer.key ?? answer.outcome}, ${answer.ms.toFixed(0)} ms`);
  for (const fault of answer.faults) console.log(`  ${fault}`);
  if (done % 1000 === 0) console.log(`… ${done} cases, ${summary.failed} failed`);
}
await watch.close();
console.log(summary.text());
process.exitCode = summary.failed > 0 ? 1 : 0;
