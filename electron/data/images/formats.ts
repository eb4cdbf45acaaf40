/** Names of image files that are read, by what they end with. */
const READ = /\.(png|jpe?g|jpe|jfif|webp|gif|tiff?)$/i;

/** Images too, in formats that no reader here is safe or able to read. */
const OTHER = /\.(bmp|heic|heif|avif|svg|ico|psd|jp2|jxl|ppm|pgm|pnm|tga|exr|dng|cr2|nef|arw)$/i;

/** By its name, whether a file is an image that is read, one in another format, or something else. */
export const imageFormat = (path: string): 'read' | 'other' | 'none' =>
  READ.test(path) ? 'read' : OTHER.test(path) ? 'other' : 'none';
