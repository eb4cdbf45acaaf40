/** The address of the float (or 32-bit integer) of that index behind a start. */
export function at(start: usize, index: i32): usize {
  return start + ((<usize>index) << 2);
}
