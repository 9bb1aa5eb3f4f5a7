#pragma once
#include <concepts>
#include <memory>
#include <utility>
#include <variant>

namespace waymark {

/// An immutable value that is cheap to copy: copies share storage, edits replace it. Never empty.
template <class T> class Shared {
public:
    Shared() : Shared(T{}) {}
    Shared(T value) : shared_{std::make_shared<const T>(std::move(value))} {}

    const T& operator*() const { return *shared_; }
    const T* operator->() const { return shared_.get(); }
    const T* get() const { return shared_.get(); }

    /// True when both are the very same value in memory (not merely equal).
    bool same(const Shared& other) const { return shared_ == other.shared_; }
    friend bool operator==(const Shared& a, const Shared& b) { return a.same(b) || *a == *b; }

private:
    std::shared_ptr<const T> shared_;
};

/// True when `What` itself, and not only what it converts to, is one of the variant's choices.
template <class What, class Variant> constexpr bool one_of = false;
template <class What, class... Choices>
constexpr bool one_of<What, std::variant<Choices...>> = (std::same_as<What, Choices> || ...);

/// Runs the function that fits what `choice` holds; a missing case does not compile.
template <class... Functions> struct Cases : Functions... { using Functions::operator()...; };
template <class... Functions> Cases(Functions...) -> Cases<Functions...>;
template <class Variant, class... Functions> decltype(auto) match(Variant&& choice, Functions... cases) {
    return std::visit(Cases{std::move(cases)...}, std::forward<Variant>(choice));
}

} // namespace waymark
