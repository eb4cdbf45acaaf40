import { describe, expect, it } from 'vitest';
import { commonName, droppedFiles } from '#renderer/drop/dropped-files.ts';
import { MAX_DROP_FILE_BYTES } from '#shared/contract/drop.ts';

/** A file or folder as a browser hands it over; `{}` is a folder. */
type Tree = string | { [name: string]: Tree };

function entry(name: string, tree: Tree): FileSystemEntry {
  if (typeof tree === 'string') {
    const file = (found: (file: File) => void) => found(new File([tree], name));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemFileEntry;
  }
  const inside = Object.entries(tree).map(([child, below]) => entry(child, below));
  const createReader = () => {
    const rest = [...inside];
    // Two at a time, as browsers hand over a hundred at a time.
    return { readEntries: (found: (entries: FileSystemEntry[]) => void) => found(rest.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemDirectoryEntry;
}

const pathsOf = async (entries: (FileSystemEntry | File)[]): Promise<string[]> =>
  (await droppedFiles(entries)).map(({ path }) => path);

describe('a drop', () => {
  it('is a folder with all that is in it, in order, without what is hidden', async () => {
    const pets = entry('pets', {
      dogs: { 'b.png': '1', 'a.png': '2' },
      cats: { 'c.png': '3' },
      '.DS_Store': '',
      z: '4',
    });
    expect(await pathsOf([pets])).toEqual(['pets/cats/c.png', 'pets/dogs/a.png', 'pets/dogs/b.png', 'pets/z']);
  });

  it('is one file by its own name, also from a browser without entries', async () => {
    expect(await pathsOf([new File(['x'], 'wine.csv')])).toEqual(['wine.csv']);
  });

  it('becomes a folder where several things were dropped', async () => {
    const two = [new File(['x'], 'rt-polarity.pos'), new File(['x'], 'rt-polarity.neg')];
    expect(await pathsOf(two)).toEqual(['rt-polarity/rt-polarity.neg', 'rt-polarity/rt-polarity.pos']);
  });

  it('is refused where it holds no file, or one that is too large', async () => {
    await expect(droppedFiles([entry('empty', {})])).rejects.toMatchObject({ record: { key: 'error.drop.nothing' } });
    const large = new File([], 'large.csv');
    Object.defineProperty(large, 'size', { value: MAX_DROP_FILE_BYTES + 1 });
    await expect(droppedFiles([large])).rejects.toMatchObject({
      record: { key: 'error.drop.fileTooLarge', values: { file: 'large.csv', limit: 512 } },
    });
  });
});

it.each([
  [['a.neg', 'a.pos'], 'a'],
  [['train-images', 'train-labels'], 'train'],
  [['x', 'y'], 'dropped'],
  [['评论.正', '评论.负'], '评论'],
])('what %j have in common is %s', (names, common) => expect(commonName(names)).toBe(common));
