import { decidedRoles, type OwnCommand } from '#shared/domain/own-command.ts';
import type { Translate } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import type { Entry } from './RailEntry.tsx';

/** The step of a project's own command: how many roles it has, and what its proof run said. */
export function commandEntry(projectId: string, command: OwnCommand, t: Translate): Entry {
  const count = decidedRoles(command).size;
  const { proof = [] } = command;
  const of = (verdict: string): number => proof.filter(check => check.verdict === verdict).length;
  return {
    kind: 'command',
    name: t('commandPage.title'),
    line:
      proof.length === 0
        ? t('commandPage.rail.roles', { count })
        : of('warns') === 0
          ? t('commandPage.rail.passed', { count })
          : t('commandPage.rail.proved', { roles: count, passes: of('passes'), warns: of('warns') }),
    standing: { kind: 'done' },
    href: hrefOf({ page: 'data', projectId }),
  };
}
