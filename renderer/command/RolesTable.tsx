import { placeholderOf } from '#shared/command/roles.ts';
import { writtenFor } from '#shared/command/template.ts';
import type { CommandDraft } from '#shared/domain/command-draft.ts';
import { decidedRoles, type OwnCommand, type Role } from '#shared/domain/own-command.ts';
import { useLanguage, useText } from '../app/context.ts';
import table from '../data/table.module.css';
import { formatCount, NONE } from '../format.ts';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import hues from './hues.module.css';
import { hueOf } from './hues.ts';

type Known = Pick<OwnCommand, 'template' | 'inFile'>;

interface RolesTableProps {
  command: Known;
  /** How long a run of it is, in its steps; null: not known yet. */
  length: { steps: number; schedule: OwnCommand['schedule'] | null } | null;
  /** Where each role could stand; null: it is settled. */
  choice: {
    places: CommandDraft['places'];
    asked: readonly Role[];
    busy: boolean;
    onChoose(role: Role, place: { argument: number; from: number } | null): void;
  } | null;
}

/** Roles that are asked about also where a command has none of them. */
const ALWAYS: readonly Role[] = ['learningRate', 'batchSize', 'seed', 'output', 'resume'];
const RULES = { learningRate: 'L1', seed: 'L6' } as const;

/** What each part of a command means: which argument it is, its value, and what trials do with it. */
export function RolesTable({ command, length, choice }: RolesTableProps) {
  const t = useText();
  const found = decidedRoles(command);
  const order: readonly Role[] = [
    'learningRate',
    'batchSize',
    'momentum',
    'steps',
    'epochs',
    'seed',
    'output',
    'resume',
    'schedule',
    'config',
  ];
  const shown = order.filter(role => found.has(role) || ALWAYS.includes(role) || choice?.asked.includes(role));
  return (
    <section className={panel.panel} aria-labelledby="roles-heading">
      <div className={table.caption}>
        <h2 id="roles-heading">{t('commandPage.roles')}</h2>
        <p>{t(choice ? 'commandPage.roles.note' : 'commandPage.roles.settled')}</p>
      </div>
      <ScrollRegion labelledBy="roles-heading">
        <table className={table.table} aria-labelledby="roles-heading">
          <thead>
            <tr>
              <th scope="col">{t('commandPage.roles.role')}</th>
              <th scope="col">{t('commandPage.roles.from')}</th>
              <th scope="col">{t('commandPage.roles.now')}</th>
              <th scope="col">{t('commandPage.roles.inTrials')}</th>
              <th scope="col">
                <span className={hidden.text}>{t('commandPage.rule')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(role => (
              <tr key={role}>
                <th scope="row">
                  <span className={`${hues.dash} ${found.has(role) ? hueOf(role) : hues.none}`} />
                  {t(`command.role.${role}`)}
                </th>
                <td>
                  <From role={role} command={command} choice={choice} />
                </td>
                <td>
                  <code>{shownValue(command, role)}</code>
                </td>
                <td className={table.words}>
                  <InTrials role={role} isThere={found.has(role)} length={length} />
                </td>
                <td>{role in RULES && <RuleChip rule={RULES[role as keyof typeof RULES]} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function shownValue({ template, inFile = [] }: Known, role: Role): string {
  return writtenFor(template, role) ?? inFile.find(one => one.role === role)?.written ?? NONE;
}

/** The argument that a role is taken from, or the choice between those that it could be. */
function From({ role, command, choice }: Pick<RolesTableProps, 'command' | 'choice'> & { role: Role }) {
  const t = useText();
  const { template, inFile = [] } = command;
  const at = template.findIndex(parts => parts.some(part => 'role' in part && part.role === role));
  const config = writtenFor(template, 'config');
  if (at < 0 && config !== null && inFile.some(one => one.role === role)) return config;
  const parts = template[at];
  // A placeholder says it by itself.
  if (parts?.some(part => 'role' in part && part.role === role && part.written === null))
    return <code>{placeholderOf(role)}</code>;
  if (!choice) {
    const before = at > 0 && parts?.length === 1 ? template[at - 1] : parts;
    const text = before?.map(part => ('text' in part ? part.text : '')).join('') ?? '';
    return at < 0 ? t('commandPage.roles.notFound') : <code>{text.replace(/=$/, '')}</code>;
  }
  const places = choice.places.filter(place => place.role === role);
  if (places.length === 0) return t('commandPage.roles.notFound');
  const open = choice.asked.includes(role);
  const current = places.findIndex(({ argument }) => argument === at);
  return (
    <select
      className={table.role}
      aria-label={t('commandPage.roles.fromOf', { role: t(`command.role.${role}`) })}
      value={open ? 'open' : current}
      disabled={choice.busy}
      onChange={({ target: { value } }) => {
        const place = places[Number(value)];
        if (value !== 'open') choice.onChoose(role, place ? { argument: place.argument, from: place.from } : null);
      }}
    >
      {open && <option value="open">{t('commandPage.roles.which')}</option>}
      <option value={-1}>{t('commandPage.roles.notFound')}</option>
      {places.map(({ argument, from, name, written }, i) => (
        <option key={`${argument} ${from}`} value={i}>
          {`${name} ${written}`}
        </option>
      ))}
    </select>
  );
}

/** What trials do with a role; of one that isn't there, what follows from that. */
function InTrials({ role, isThere, length }: { role: Role; isThere: boolean; length: RolesTableProps['length'] }) {
  const t = useText();
  const language = useLanguage();
  if ((role === 'steps' || role === 'epochs') && length !== null) {
    const steps = formatCount(length.steps, language);
    return t(length.schedule === 'changes' ? 'commandPage.in.stepsScheduled' : 'commandPage.in.stepsKnown', { steps });
  }
  return t(`commandPage.in.${role}.${isThere ? 'there' : 'not'}`, { open: '{', close: '}' });
}
