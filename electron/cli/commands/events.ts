import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { dayTime, eventSentence } from '#shared/domain/event-sentence.ts';
import type { LoggedEvent } from '#shared/domain/logged-event.ts';
import type { Project } from '#shared/domain/project.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { harmless, LANGUAGE, say } from '../say.ts';
import { withStore } from '../session.ts';
import { table } from '../table.ts';

/** `descent events`: what happened while nobody looked. */
export function addEventsCommand(program: Command): void {
  addCommon(program.command('events').description(say('cli.events.about')))
    .option('--project <name>', say('cli.flag.project'))
    .action((options: CommonOptions & { project?: string }) =>
      withStore(options, async store => {
        const projects = await store.projects();
        const wanted = options.project === undefined ? null : findProject(projects, options.project);
        const events = await store.events(wanted?.id ?? null);
        if (options.json) console.log(JSON.stringify(events.map(event => ({ ...event, sentence: sentenceOf(event) }))));
        else console.log(events.length === 0 ? say('page.events.none') : listOf(events, projects));
      }),
    );
}

/** @throws Refusal where there is none of that name or id. */
function findProject(projects: readonly Project[], given: string): Project {
  const found = projects.find(({ name }) => name === given) ?? projects.find(({ id }) => id.endsWith(given));
  if (!found) throw new Refusal('error.project.unknown', { id: given });
  return found;
}

const sentenceOf = (event: LoggedEvent): string => harmless(eventSentence(event, LANGUAGE));

function listOf(events: readonly LoggedEvent[], projects: readonly Project[]): string {
  const nameOf = new Map(projects.map(({ id, name }) => [id, name]));
  return table(
    (['time', 'project', 'event'] as const).map(key => say(`cli.column.${key}`)),
    events.map(event => [
      dayTime(event.at, LANGUAGE),
      harmless(nameOf.get(event.projectId ?? '') ?? ''),
      sentenceOf(event),
    ]),
    [],
  );
}
