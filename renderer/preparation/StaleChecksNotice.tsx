import { useText } from '../app/context.ts';
import { Notice } from '../layout/Notice.tsx';
import { networkName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import type { ShownPreparation } from './shown-preparation.ts';
import type { ProjectPreparation } from './use-preparation.ts';

interface StaleChecksNoticeProps {
  shown: ShownPreparation;
  preparation: ProjectPreparation;
}

/** Says that what was checked is not what would be trained now, and checks that. */
export function StaleChecksNotice({ shown: { madeFor, preparation: old }, preparation }: StaleChecksNoticeProps) {
  const t = useText();
  if (madeFor === 'this') return null;
  const { base } = preparation.target;
  const settings = (of: typeof base): string =>
    t('preparationStep.stale.settings', {
      model: networkName(of, t),
      optimizer: t(`newLadder.optimizer.${of.optimizer}`),
      size: of.batchSize,
    });
  const before = settings(old.hyperparameters);
  const now = settings(base);
  return (
    <Notice
      title={t(`preparationStep.stale.${madeFor}`)}
      action={
        <Button look="primary" disabled={preparation.busy} onClick={() => void preparation.run()}>
          {preparation.busy ? t('preparationStep.checking') : t('preparationStep.again')}
        </Button>
      }
    >
      <p>
        {madeFor === 'otherData' && t('preparationStep.stale.dataWhat')}
        {madeFor === 'otherSettings' && before !== now && t('preparationStep.stale.settingsWhat', { before, now })}
        {madeFor === 'otherSettings' && before === now && t('preparationStep.stale.settingsElse')}
      </p>
    </Notice>
  );
}
