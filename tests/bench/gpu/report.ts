import type { GpuResults } from './gpu.ts';

const MIB = 2 ** 20;
const short = (value: number): string => String(Number(value.toPrecision(3)));

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

/** The results as a page for `docs/measurements`. */
export function asMarkdown(results: GpuResults): string {
  const { at, check, machine, nvidia, webgpu, torch, leftOut, seconds } = results;
  const card = webgpu ? `${webgpu.name}${webgpu.software ? ' (in software)' : ''}` : 'none';
  const facts = [
    `${at} · ${machine.cpu}, ${machine.cores} cores, ${short(machine.memoryGiB)} GiB; ${machine.platform}, Node ${machine.node}`,
    `WebGPU’s card: ${card}${webgpu ? ` (${Object.values(webgpu.info).filter(Boolean).join(', ')})` : ''}`,
    ...nvidia.map(
      of =>
        `NVIDIA’s driver: ${Object.entries(of)
          .map(([key, value]) => `${key} ${value}`)
          .join(', ')}`,
    ),
    torch ? `PyTorch ${torch.torch} on ${torch.device}` : 'PyTorch: not installed',
    `\`npm run bench -- gpu${check ? ' --check' : ''}\`, ${seconds} s in all`,
  ];
  return [
    `# On a graphics card\n\n${facts.join('  \n')}`,
    ...(check ? ['**A check of the bench itself on the smallest networks: its figures mean nothing.**'] : []),
    section(
      'Time of a step',
      'Forward, backward, update with momentum, loss read; the median, in ms.',
      stepTable(results),
    ),
    section(
      'Agreement of WebGPU with the WASM kernels',
      'Losses and parameters after five updates from the same weights.',
      agreementTable(results),
    ),
    section(
      'Trials side by side',
      'A process each, steps a second of all together; how many fit is by measured memory.',
      crowdTable(results),
    ),
    section(
      'Device lost',
      'Destroyed in the middle of a trial that had a checkpoint; then continued.',
      lostTable(results),
    ),
    section('Left out', '', leftOut.length > 0 ? leftOut.map(line => `- ${line}`).join('\n') : 'Nothing.'),
  ]
    .join('\n\n')
    .concat('\n');
}

const section = (title: string, about: string, body: string): string =>
  [`## ${title}`, about, body || 'Not measured.'].filter(Boolean).join('\n\n');

function stepTable({ steps }: GpuResults): string {
  const ways = Object.keys(steps);
  if (ways.length === 0) return '';
  const names = [...new Set(ways.flatMap(way => steps[way]?.map(({ name }) => name) ?? []))];
  const of = (way: string, name: string) => steps[way]?.find(line => line.name === name);
  const rows = names.map(name => {
    const theirs = of('pytorch', name);
    const cells = ways.map(way => {
      const line = of(way, name);
      if (line?.ms === undefined) return '–';
      const others = theirs?.parameters !== undefined && line.parameters !== theirs.parameters;
      return `${short(line.ms)}${others ? ' (other network!)' : ''}`;
    });
    const ours = ways.filter(way => way !== 'pytorch').map(way => of(way, name)?.ms ?? Number.POSITIVE_INFINITY);
    const ratio = theirs?.ms === undefined ? '–' : short(Math.min(...ours) / theirs.ms);
    return [name, ...cells, ratio];
  });
  return table(['network', ...ways.map(way => `${way}, ms`), 'fastest of ours / PyTorch'], rows);
}

function agreementTable({ agreement }: GpuResults): string {
  if (agreement.length === 0) return '';
  const rows = agreement.map(({ name, numbers, largest, ofTolerance }) => [
    name,
    String(numbers),
    largest.toExponential(1),
    `${short(ofTolerance)}${ofTolerance <= 1 ? '' : ' (too far)'}`,
  ]);
  return table(['network', 'numbers', 'largest difference', 'of what is tolerated'], rows);
}

function crowdTable({ fits, crowded }: GpuResults): string {
  if (crowded.length === 0) return '';
  const bytes = (value: number | null) => (value === null ? 'not told' : `${short(value / MIB)} MiB`);
  const sizes = fits.map(of => [
    of.network,
    of.backend,
    bytes(of.cardBytesEach),
    bytes(of.processBytesEach),
    of.fits === null ? 'not told' : String(of.fits),
  ]);
  const rows = crowded.map(row => [
    row.network,
    row.backend,
    String(row.trials),
    short(row.stepsPerSecond),
    short(row.gain),
  ]);
  return [
    table(['network', 'backend', 'card’s memory each', 'process’s memory each', 'fit'], sizes),
    table(['network', 'backend', 'trials', 'steps/s', 'against one'], rows),
  ].join('\n\n');
}

function lostTable({ lost }: GpuResults): string {
  if (!lost) return '';
  return table(
    ['ended as', 'went on at step', 'then', 'same numbers as uninterrupted'],
    [[lost.lost, String(lost.wentOnAt ?? '?'), lost.end, lost.sameNumbers ? 'yes' : 'no']],
  );
}
