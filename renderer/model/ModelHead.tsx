import type { ReactNode } from 'react';
import { useText } from '../app/context.ts';
import { StageHead } from '../layout/StageHead.tsx';

/** The head of the Model stage. */
export function ModelHead({ tag }: { tag: ReactNode }) {
  const t = useText();
  return <StageHead title={t('page.stage.model')} tag={tag} why={t('modelStep.why')} rules={['M8']} actions={null} />;
}
