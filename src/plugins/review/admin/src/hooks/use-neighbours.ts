import { useCallback } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useLocation, useNavigate } from 'react-router-dom';

import type { Neighbours } from '../../../shared/desk';
import { useGetSubmissionQuery } from '../api';
import { QUEUE_PATH, submissionPath } from '../constants';
import { useText } from '../messages';
import { queueOf } from '../queue-address';
import { useGetNeighboursQuery } from '../submission-api';

export interface QueueWay {
  /** `undefined` until it is known. */
  neighbours: Neighbours | undefined;
  addressOf: (id: string) => string;
  /** The queue's own address, as it was left. */
  queueAddress: string;
  /** Opens a neighbour, or says that there is none. */
  go: (direction: keyof Neighbours) => Promise<void>;
  /** Opens the next after a decision, or the queue. */
  goOn: () => Promise<void>;
  /** Asks again: others decide as well. */
  refresh: () => void;
}

/** The way through the queue that the address speaks of, with the next submission loaded ahead. */
export function useNeighbours(id: string): QueueWay {
  const { search } = useLocation();
  const navigate = useNavigate();
  const text = useText();
  const { toggleNotification } = useNotification();
  const { currentData: neighbours, refetch } = useGetNeighboursQuery(
    { id, queue: queueOf(search) },
    { refetchOnMountOrArgChange: true },
  );
  const next = neighbours?.next ?? null;
  // Held by this page, so that it is there when the next page asks for it.
  useGetSubmissionQuery(next ?? '', { skip: next === null });

  const queueAddress = `${QUEUE_PATH}${search}`;
  const addressOf = (other: string) => `${submissionPath(other)}${search}`;
  const find = async () => neighbours ?? (await refetch()).data;

  const go: QueueWay['go'] = async (direction) => {
    const other = (await find())?.[direction] ?? null;
    if (other !== null) navigate(addressOf(other));
    else toggleNotification({ type: 'info', message: text(`neighbours.no-${direction}`) });
  };
  const goOn = async () => {
    const other = (await find())?.next ?? null;
    navigate(other === null ? queueAddress : addressOf(other));
  };
  const refresh = useCallback(() => {
    void refetch();
  }, [refetch]);
  return { neighbours, addressOf, queueAddress, go, goOn, refresh };
}
