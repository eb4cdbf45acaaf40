import type { Command } from 'commander';
import { formatNumber } from '../format.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withCore } from '../session.ts';
import { table } from '../table.ts';

/** `descent doctor`: what this machine is and which backends train on it, measured now. */
export function addDoctorCommand(program: Command): void {
  addCommon(program.command('doctor').description(say('cli.doctor.about'))).action(async (options: CommonOptions) => {
    await withCore(options, async core => {
      const { version, home } = await core.ask('app.info', {});
      tell(say('cli.doctor.measuring'));
      const machine = await core.ask('machine.measure', {});
      const backends = machine.backends.map(b => ({ ...b, reason: b.reason && say(b.reason.key, b.reason.values) }));
      if (options.json) {
        console.log(JSON.stringify({ version, home, ...machine, backends }));
        return;
      }
      const { cpu, cores, memoryBytes, platform } = machine;
      console.log(
        say('cli.doctor.machine', { version, home, cpu, cores, platform, memory: Math.round(memoryBytes / 2 ** 30) }),
      );
      const rows = backends.map(b => [
        b.id,
        b.available ? say('cli.doctor.available') : say('cli.doctor.unavailable'),
        b.stepMs === null
          ? ''
          : say('cli.doctor.speed', { perSecond: formatNumber(1000 / b.stepMs), stepMs: formatNumber(b.stepMs) }),
        [
          b.device && (b.device.software ? say('cli.doctor.software', { name: b.device.name }) : b.device.name),
          b.id === machine.defaultBackend && say('cli.doctor.default'),
          b.reason,
        ]
          .filter(Boolean)
          .join('; '),
      ]);
      console.log(
        table(
          (['backend', 'state', 'speed', 'note'] as const).map(key => say(`cli.column.${key}`)),
          rows,
          [2],
        ),
      );
    });
  });
}
