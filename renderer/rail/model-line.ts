import type { Project } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import type { Translate } from '../app/context.ts';
import { formatCount } from '../format.ts';
import { modelKindName } from '../names.ts';

/** The line under the Model stage: the network that is trained from now on, and how many numbers it learns. */
export function modelLine(
  { facts, network }: Pick<Project, 'facts' | 'network'>,
  t: Translate,
  language: Language,
): string {
  if (facts === null) return t('modelStep.rail.unread');
  const base = planBase({}, facts, network);
  const parameters = parameterCountFor(base, facts);
  const model = modelKindName(base.model, t);
  return parameters === null
    ? model
    : t('page.stage.modelLine', { model, parameters: formatCount(parameters, language) });
}
