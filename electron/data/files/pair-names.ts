import { partNamed } from './part-names.ts';

const INPUTS = /^(?:x|data|images?|imgs?|inputs?|features?|samples?|texts?)$/;
const TARGETS = /^(?:y|labels?|targets?|class(?:es)?|outputs?|answers?)$/;
/** Written in one word: `Xtrain`, `testY`. */
const TOGETHER = /^(?:([xy])(train|test|val|valid|dev)|(train|test|val|valid|dev)([xy]))$/;

/** What a file or array holds by its name: `x`, what is learnt from, or `y`, what is to be predicted; and of which part. */
export interface PairName {
  role: 'x' | 'y' | null;
  part: ReturnType<typeof partNamed>;
}

/** Reads a name such as `X_train`, `test_labels`, `Xval`. */
export function pairName(path: string): PairName {
  const words = path
    .toLowerCase()
    .split(/[/._\s-]+/)
    .flatMap(word => TOGETHER.exec(word)?.slice(1).filter(Boolean) ?? [word]);
  const role = words.some(word => TARGETS.test(word)) ? 'y' : words.some(word => INPUTS.test(word)) ? 'x' : null;
  return { role, part: partNamed(words.join('/')) };
}
