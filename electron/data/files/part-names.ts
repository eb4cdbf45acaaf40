/** How folders and files are called that hold the test part, … */
export const TEST = /^test(ing)?$/i;
/** … the dev part, … */
export const VALIDATION = /^(dev|val(id(ation)?)?)$/i;
/** … or any part. */
export const PART = /^(train(ing)?|dev|val(id(ation)?)?|test(ing)?)$/i;

/** The part that a path names by one of its words, where it names one: `train/pos.txt`, `test.ft.txt`, `val_text.txt`. */
export function partNamed(path: string): 'train' | 'validation' | 'test' | null {
  const words = path.split(/[/._\s-]+/);
  if (words.some(word => TEST.test(word))) return 'test';
  if (words.some(word => VALIDATION.test(word))) return 'validation';
  return words.some(word => PART.test(word)) ? 'train' : null;
}
