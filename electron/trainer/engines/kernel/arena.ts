import type { Address } from '../../kernels/kernels.ts';

const PAGE = 65_536;
/** All that 32 bits can address, less one page, so that no end is 2³². */
const MOST_PAGES = 65_535;
/** Vectors are read fastest from such addresses. So much is also kept free at the end, since products read beyond a matrix. */
const ALIGNMENT = 64;

/** The kernels' memory: what is placed there stays until the whole is let go. */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  #top = ALIGNMENT;
  #scratch = { address: 0, bytes: 0 };

  /** Bytes in use. */
  get size(): number {
    return this.#top;
  }

  /**
   * Room for so many numbers of four bytes, zeros.
   * @throws RangeError where there is no more memory
   */
  place(count: number): Address {
    return this.#take(count * 4);
  }

  /** Room that every layer may use for itself while it computes; as large as the largest that was asked for. */
  reserveScratch(count: number): void {
    this.#scratch.bytes = Math.max(this.#scratch.bytes, count * 4);
  }

  /** Where that room is; it is taken at the first question. */
  get scratch(): Address {
    if (this.#scratch.address === 0) this.#scratch.address = this.#take(this.#scratch.bytes);
    return this.#scratch.address;
  }

  floats(address: Address, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  integers(address: Address, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }

  doubles(address: Address, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, count);
  }

  #take(bytes: number): Address {
    const address = this.#top;
    const top = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil((top + ALIGNMENT) / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing > 0) {
      try {
        this.memory.grow(missing);
      } catch {
        throw new RangeError(`out of memory: ${bytes} more bytes are not to be had`);
      }
    }
    this.#top = top;
    return address;
  }
}
