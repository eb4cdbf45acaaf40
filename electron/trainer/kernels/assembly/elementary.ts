// The standard library's exp and log bring tables, and tables are data segments, which would overwrite the memory that the
// module shares. These have none, and give the same bits on every engine.

const LOG2_E: f32 = Mathf.LOG2E;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** eˣ for x ≤ 0, to about one unit in the last place (Moshier's Cephes, expf); below −87 it is 0, NaN stays NaN. */
export function exp(x: f32): f32 {
  if (x < -87) return 0;
  // biome-ignore lint/suspicious/noGlobalIsNan: AssemblyScript's own, which takes nothing but numbers.
  if (isNaN(x)) return x;
  const n = nearest(x * LOG2_E);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let p: f32 = 1.98756915e-4;
  p = p * r + <f32>1.3981999507e-3;
  p = p * r + <f32>8.3334519073e-3;
  p = p * r + <f32>4.1665795894e-2;
  p = p * r + <f32>1.6666665459e-1;
  p = p * r + <f32>5.0000001201e-1;
  const value = p * r * r + r + 1;
  return value * reinterpret<f32>((<i32>n + 127) << 23);
}

/** ln x for x ≥ 1 (Cephes, logf). */
export function log(x: f32): f32 {
  // biome-ignore lint/suspicious/noGlobalIsNan: AssemblyScript's own, which takes nothing but numbers.
  if (isNaN(x)) return x;
  const bits = reinterpret<i32>(x);
  let exponent = <f32>((bits >> 23) - 126);
  let m = reinterpret<f32>((bits & 0x007fffff) | 0x3f000000);
  if (m < Mathf.SQRT1_2) {
    exponent -= 1;
    m = m + m - 1;
  } else m -= 1;
  const z = m * m;
  let p: f32 = 7.0376836292e-2;
  p = p * m - <f32>1.151461031e-1;
  p = p * m + <f32>1.167699874e-1;
  p = p * m - <f32>1.2420140846e-1;
  p = p * m + <f32>1.4249322787e-1;
  p = p * m - <f32>1.6668057665e-1;
  p = p * m + <f32>2.0000714765e-1;
  p = p * m - <f32>2.4999993993e-1;
  p = p * m + <f32>3.3333331174e-1;
  const y = p * m * z + exponent * LN2_LOW - <f32>0.5 * z;
  return m + y + exponent * LN2_HIGH;
}
