-- The orders of a bank by the day on which they were laid before it, in every state: its lots.

create index orders_by_day on orders (bank, visible_at);
