import type { Ack, ClientToServer } from "@dispatch/protocol/socket";

export type ClientEvent = keyof ClientToServer;
type Payload<E extends ClientEvent> = Parameters<ClientToServer[E]>[0];
type AnswerOf<E extends ClientEvent> =
  Parameters<ClientToServer[E]> extends [unknown, ((answer: infer A) => void)?] ? A : Ack;

/** What an attachment needs of the connection below it. */
export type Link = {
  readonly online: boolean;
  /**
   * Sends and calls back with the ack, in the same turn in which it arrived: events behind it may follow
   * at once. The answer is undefined when the connection was lost first.
   */
  call<E extends ClientEvent>(
    event: E,
    payload: Payload<E>,
    done: (answer: AnswerOf<E> | undefined) => void,
  ): void;
  /** Sends without wanting an answer; does nothing while offline. */
  tell<E extends ClientEvent>(event: E, payload: Payload<E>): void;
  /** Ends a connection that no longer answers, so that a new one is made. */
  drop(): void;
};
