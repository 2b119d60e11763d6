import { version } from '../../package.json';

/**
 * What a cached result depends on besides data and config: the released version, and the hash of the engine's sources that the
 * build puts in. Unbundled (tests) there is none, and the version alone counts.
 */
export const ENGINE_VERSION = version;
export const ENGINE_BUILD = `${version}+${process.env['ENGINE_BUILD'] ?? 'source'}`;
