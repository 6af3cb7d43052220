import { useGetTypesQuery } from '../../api';
import { useText } from '../../messages';
import { NarrowSelect } from './NarrowSelect';

interface NarrowTypeProps {
  value: string;
  onChoose: (type: string) => void;
}

export function NarrowType({ value, onChoose }: NarrowTypeProps) {
  const text = useText();
  const { data: types = [] } = useGetTypesQuery(undefined);
  return (
    <NarrowSelect
      name="type"
      label={text('queue.filter.type')}
      all={text('queue.filter.type.all')}
      value={value}
      options={types.map(({ type, displayName }) => ({ value: type, label: displayName }))}
      onChoose={onChoose}
    />
  );
}
