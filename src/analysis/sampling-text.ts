/**
 * What sampling means for who reads the map.
 * @param rate one in how many packets was looked at, at most
 */
export const samplingText = (rate: number): string =>
  `1 in ${Number.isInteger(rate) ? rate : rate.toFixed(1)} packets sampled: short conversations may be missing`;
