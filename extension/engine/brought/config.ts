/** What a model that is brought along asks of the data. */
import { configError, type LoadedConfig } from '../config/load';
import type { BroughtModel } from './model';

/** The config with what the model says of its input filled in. Throws a `config` error where the config says otherwise. */
export function withModelInput(loaded: LoadedConfig, { inputShape }: BroughtModel): LoadedConfig {
  const { features } = loaded.config;
  return {
    ...loaded,
    config: {
      ...loaded.config,
      features: {
        ...features,
        standardize: features.standardize ?? false,
        image: inputShape.length === 3 ? imageOf(loaded, inputShape) : features.image,
      },
    },
  };
}

function imageOf(loaded: LoadedConfig, [height, width, channels]: readonly (number | null)[]) {
  const { size, channels: kind } = loaded.config.features.image;
  const [wide, high] = typeof size === 'number' ? [size, size] : (size ?? []);
  const differs = (given: number | undefined, wanted: number | null): boolean =>
    given !== undefined && wanted !== null && given !== wanted;
  if (differs(wide, width) || differs(high, height))
    throw configError(
      loaded,
      ['features', 'image', 'size'],
      `"features.image.size" is ${wide} × ${high}, and the model takes images of ${width} × ${height} pixels.`,
      'Leave it out: images are scaled to what the model takes.',
    );
  const wanted = channels === 1 ? 'grey' : channels === 3 ? 'rgb' : undefined;
  if (kind !== undefined && wanted !== undefined && kind !== wanted)
    throw configError(
      loaded,
      ['features', 'image', 'channels'],
      `"features.image.channels" is "${kind}", and the model takes images of ${channels} channels.`,
      `Leave it out, or write "${wanted}".`,
    );
  return {
    size: height !== null && width !== null ? ([width, height] as [number, number]) : size,
    channels: wanted ?? kind,
  };
}
