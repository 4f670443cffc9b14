-- What the reference system uses of pgvector, in SQL alone, so that its way over the type `vector` can be tested
-- where the extension is not packaged. It is not pgvector: a vector is the text that was written, nothing checks
-- that, and the index called hnsw only looks like one: it is a hash index, so that every search is exact.

create type vector;

create function vector_in(cstring) returns vector
    as 'textin' language internal immutable strict parallel safe;
create function vector_out(vector) returns cstring
    as 'textout' language internal immutable strict parallel safe;
create function vector_recv(internal) returns vector
    as 'textrecv' language internal stable strict parallel safe;
create function vector_send(vector) returns bytea
    as 'textsend' language internal stable strict parallel safe;

create type vector (
    input = vector_in, output = vector_out, receive = vector_recv, send = vector_send,
    typmod_in = varchartypmodin, typmod_out = varchartypmodout,
    internallength = variable, storage = extended);

create cast (vector as text) without function as assignment;
create cast (text as vector) without function as assignment;

create function vector_to_real(v vector) returns real[]
    language sql immutable strict parallel safe
    as $$ select translate(v::text, '[]', '{}')::real[] $$;

-- As pgvector: between 0 and 2 whatever is rounded, NaN when one of them is zero.
create function cosine_distance(a vector, b vector) returns float8
    language sql immutable strict parallel safe
    as $$
        select coalesce(1 - case when c > 1 then 1 when c < -1 then -1 else c end, 'NaN') from (
            select sum(x::float8 * y) / nullif(sqrt(sum(x::float8 * x)) * sqrt(sum(y::float8 * y)), 0) as c
            from unnest(vector_to_real(a), vector_to_real(b)) as pair(x, y)) as cosine
    $$;

create operator <=> (leftarg = vector, rightarg = vector, function = cosine_distance, commutator = <=>);

create function vector_eq(vector, vector) returns boolean
    as 'byteaeq' language internal immutable strict parallel safe;
create function vector_hash(vector) returns integer
    as 'hashvarlena' language internal immutable strict parallel safe;
create operator = (leftarg = vector, rightarg = vector, function = vector_eq, commutator = =, hashes);

create access method hnsw type index handler hashhandler;
create operator class vector_cosine_ops for type vector using hnsw as
    operator 1 = (vector, vector), function 1 vector_hash(vector);
