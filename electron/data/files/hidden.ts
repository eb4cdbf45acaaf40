/** What systems put into folders and ZIPs of their own accord. */
const SYSTEM_FILES = new Set(['__macosx', 'thumbs.db', 'desktop.ini']);

/** Whether a file or folder of this name (not path) is none of a data set's. */
export const isHidden = (name: string): boolean => name.startsWith('.') || SYSTEM_FILES.has(name.toLowerCase());
